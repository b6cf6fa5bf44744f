/// Tests of the example application against keys and a provider made here.
@NullMarked
package io.lintel.example;

import org.jspecify.annotations.NullMarked;
