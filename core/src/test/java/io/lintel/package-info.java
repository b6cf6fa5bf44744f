/// Tests of the shape of the whole module.
@NullMarked
package io.lintel;

import org.jspecify.annotations.NullMarked;
