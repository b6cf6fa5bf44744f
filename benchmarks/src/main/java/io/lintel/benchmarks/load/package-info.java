/// Loads a server over HTTP, whatever product it is, and tells how many operations a second it did.
///
/// The driver knows the protocol and nothing of the server: the same driver measures a peer beside it. Figures
/// are compared within one run on one machine, as ratios.
@NullMarked
package io.lintel.benchmarks.load;

import org.jspecify.annotations.NullMarked;
