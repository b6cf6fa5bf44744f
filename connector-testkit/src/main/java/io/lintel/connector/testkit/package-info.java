/// The contracts a connector must keep, as JUnit test interfaces.
///
/// The test class of a connector implements the contract of its kind
/// ([io.lintel.connector.testkit.PasswordConnectorContract] or
/// [io.lintel.connector.testkit.CallbackConnectorContract]) and the contract of each role it has; the abstract
/// methods ask for what the contracts need: a connector wired to an upstream on the loopback interface, and
/// somebody who can log in there. What is particular to the upstream are tests of the class itself. Knows the
/// SPI and nothing of any upstream.
@NullMarked
package io.lintel.connector.testkit;

import org.jspecify.annotations.NullMarked;
