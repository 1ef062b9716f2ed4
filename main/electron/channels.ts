/** The whole traffic between a page and the shell: the page asks for its port, the shell hands it over. */
export const CONNECT_CHANNEL = 'yichuang:connect';
export const PORT_CHANNEL = 'yichuang:port';

/** What the preload posts to its page along with the port; renderer/api waits for it. */
export const PORT_MESSAGE = 'yichuang-port';
