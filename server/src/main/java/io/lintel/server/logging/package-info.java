/// What becomes of a log record: which are written, what of them, and how they look.
///
/// There is no configuration file and no XML: [io.lintel.server.logging.Logging] sets up Logback by calls,
/// which costs a fraction of the time. Until the settings are known, [io.lintel.server.logging.BeforeSettings]
/// decides.
///
/// A record is one line (a stack trace in the text format follows on indented lines), whatever strings are in
/// it: [io.lintel.server.logging.Quoted] sees to that. Who logs decides what is in a record, and puts no secret
/// there; [io.lintel.server.logging.FrameworkDetail] drops what the libraries would tell of requests.
@NullMarked
package io.lintel.server.logging;

import org.jspecify.annotations.NullMarked;
