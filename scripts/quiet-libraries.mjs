/** What a library would say to the user's terminal in place of what it is there for. */
const CHATTER = /[/\\]emitWarningIfUnsupportedVersion\.js$/;
/**
 * What node-vault loads and, with a transport and a log of ours, never calls; docs/adr/0008-vault-client.md. They are
 * five sixths of its size and of the time it takes to load.
 */
const UNUSED = /^(?:axios|debug|mustache)$/;
const ASKED_BY = /[/\\]node_modules[/\\]node-vault[/\\]/;

/**
 * Takes out what AWS' SDK prints at every start about the node it runs on, which users can do nothing about, and what
 * node-vault does not need.
 */
export const quietLibraries = {
  name: 'quiet-libraries',
  setup(build) {
    build.onLoad({ filter: CHATTER }, () => ({
      contents: 'export const state = {}; export const emitWarningIfUnsupportedVersion = () => {};',
    }));
    build.onResolve({ filter: UNUSED }, ({ path, importer }) =>
      ASKED_BY.test(importer) ? { path, namespace: 'unused' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = () => undefined;' }));
  },
};
