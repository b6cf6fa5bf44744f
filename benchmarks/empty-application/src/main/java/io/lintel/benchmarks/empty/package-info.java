/// An application that does nothing, made of the parts of Micronaut the server is made of: what is left of the
/// server's start-up time when this one's is taken away is ours.
@NullMarked
package io.lintel.benchmarks.empty;

import org.jspecify.annotations.NullMarked;
