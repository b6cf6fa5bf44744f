/// What the paths of the server are made of, each alone: JMH benchmarks.
///
/// A benchmark measures what the server does, wired as it is for an operator, and not a copy of it.
@NullMarked
package io.lintel.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
