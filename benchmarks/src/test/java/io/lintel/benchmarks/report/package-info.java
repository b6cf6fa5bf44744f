/// Tests that what is measured is judged rightly, and the judgement that does not depend on the machine.
@NullMarked
package io.lintel.benchmarks.report;

import org.jspecify.annotations.NullMarked;
