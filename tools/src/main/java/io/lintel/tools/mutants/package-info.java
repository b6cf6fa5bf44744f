/// What `./verify --mutants` does: takes one rule away at a time, and looks whether a test notices.
///
/// A mutant is a few words of one source file replaced by others, and the tests that must then fail
/// (`tools/mutants.txt`). Only that file is compiled, into a folder that stands before all others on the class path of
/// the tests: a run of Maven for each would take ten times as long, and no source file is ever touched.
///
/// It is started from its source files and uses the JDK alone. What is compiled, and the class paths, Maven has left
/// in the folders `target`.
@NullMarked
package io.lintel.tools.mutants;

import org.jspecify.annotations.NullMarked;
