/** The parts of an ARN that matter here: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`, of any partition. */
interface Arn {
  readonly region: string;
  /** The same resource in another region. */
  in(region: string): string;
}

/** @returns `undefined` for a plain name */
export function parseArn(text: string): Arn | undefined {
  const [head, partition, service, region, account, ...resource] = text.split(':');
  if (head !== 'arn' || !partition || !service || !region || !account || resource.length === 0) return undefined;
  return { region, in: (other) => [head, partition, service, other, account, ...resource].join(':') };
}
