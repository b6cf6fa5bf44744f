/// What is counted and measured, in the words of Prometheus.
///
/// Every label takes one of a bounded number of values: routes, methods, statuses, configured connectors, words
/// of the RFCs. None holds anything of an end-user, and nothing a request says becomes a label as it is.
@NullMarked
package io.lintel.server.metrics;

import org.jspecify.annotations.NullMarked;
