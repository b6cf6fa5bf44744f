/// Examines the way to each upstream for an operator, step by step, and prints what a sign-in would give. Knows no
/// kind of upstream: what there is to try, the connectors say.
@NullMarked
package io.lintel.server.doctor;

import org.jspecify.annotations.NullMarked;
