/// What pages show, how they look, and the templates.
///
/// [io.lintel.server.page.Pages] turns a small record into a whole page and knows nothing of HTTP: no request,
/// no cookie, no session. What it is handed is untrusted (names of clients, what an end-user typed); what a
/// page links or posts to is checked by [io.lintel.server.page.Pages] again, whoever checked it before.
///
/// Templates are JTE, compiled to Java at build time into this package and called as plain static methods:
/// escaping is chosen by the place in the HTML when the template is compiled, a misspelt field does not
/// compile, and nothing is searched or parsed when the server starts. Rejected: Thymeleaf and Handlebars (names
/// looked up by reflection at run time, slow start), Rocker (escapes every place alike), HTML built in Java (no
/// designer could read it). The version is the newest whose Maven plugin is published.
///
/// Every word is in a [io.lintel.server.page.Message] catalogue. No page needs a script, a font or an image of
/// anybody else, and none has a script or a style inside its HTML, so that
/// [io.lintel.server.page.SecurityHeaders] may forbid them.
@NullMarked
package io.lintel.server.page;

import org.jspecify.annotations.NullMarked;
