/// Measures a server that the launcher of this checkout started, beside a yardstick in the same run, and prints
/// the ratio: the signing rate of the machine's OpenSSL for minting, an empty Micronaut application for the
/// start, and for each path of the protocol the time of one RSA signature.
///
/// Reads `/proc`, so it runs on Linux alone.
@NullMarked
package io.lintel.benchmarks.report;

import org.jspecify.annotations.NullMarked;
