/** What rules see as the path of every log. */
export const JUDGED_AS = 'build.log';
