/// The launcher in made-up checkouts, with a java and a Maven that only write down how they were called.
@NullMarked
package io.lintel.tools.launch;

import org.jspecify.annotations.NullMarked;
