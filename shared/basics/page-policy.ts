/**
 * The content security policy of a station's pages, whichever shell serves them. `connect-src 'self'` covers the WebSocket of
 * the same server; a document's PDF is shown from a `blob:` in a frame.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self'",
  "connect-src 'self'",
  'frame-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const NO_FEATURES = 'microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=(), display-capture=()';

/** Sent with every page and every file of a page. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': PAGE_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': `camera=(), ${NO_FEATURES}`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The same for a page that drives the station's document camera. */
export const CAMERA_PAGE_HEADERS: Readonly<Record<string, string>> = {
  ...PAGE_HEADERS,
  'permissions-policy': `camera=(self), ${NO_FEATURES}`,
};
