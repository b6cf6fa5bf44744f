/// A provider in the process of a benchmark: the server as it is wired for an operator, with everything in
/// memory.
@NullMarked
package io.lintel.benchmarks.provider;

import org.jspecify.annotations.NullMarked;
