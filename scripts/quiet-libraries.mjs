/** What a library would say to the user's terminal in place of what it is there for. */
const CHATTER = /[/\\]emitWarningIfUnsupportedVersion\.js$/;

/** Takes out what AWS' SDK prints at every start about the node it runs on. Users can do nothing about it. */
export const quietLibraries = {
  name: 'quiet-libraries',
  setup(build) {
    build.onLoad({ filter: CHATTER }, () => ({
      contents: 'export const state = {}; export const emitWarningIfUnsupportedVersion = () => {};',
    }));
  },
};
