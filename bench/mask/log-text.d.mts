export function logText(megabytes: number): Buffer;
export function tokens(count: number): string[];
