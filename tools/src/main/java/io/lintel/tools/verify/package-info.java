/// What `./verify` says after Maven has run the tests: how many passed, and which requirement is proved by
/// which test.
///
/// It is started from its source files, because it must also speak when the build has failed, so it uses the
/// JDK alone. What counts is what happened: results come from the reports of the test runs, and a requirement
/// is proved only by tagged tests of a class that ran and passed.
@NullMarked
package io.lintel.tools.verify;

import org.jspecify.annotations.NullMarked;
