@NullMarked
package io.lintel.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
