/// Whether what tries mutants can be believed, and whether each mutant still fits the sources.
@NullMarked
package io.lintel.tools.mutants;

import org.jspecify.annotations.NullMarked;
