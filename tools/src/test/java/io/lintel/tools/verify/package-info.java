/// The judge of the test runs is itself judged.
@NullMarked
package io.lintel.tools.verify;

import org.jspecify.annotations.NullMarked;
