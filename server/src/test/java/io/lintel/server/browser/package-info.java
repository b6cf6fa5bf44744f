/// A real browser for tests: Debian's Chromium without a window, driven over the W3C WebDriver protocol.
///
/// A driver library was rejected: it would bring some forty jars for the dozen commands used here.
@NullMarked
package io.lintel.server.browser;

import org.jspecify.annotations.NullMarked;
