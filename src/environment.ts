/** What the libraries read from the environment, some of them when they are loaded: imported before them. */

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'
// package.json says which Node is supported, and npm checks it; oclif's own check costs every start some milliseconds.
process.env['OCLIF_DISABLE_ENGINE_WARNING'] = '1'
