/// The contracts a connector must keep, as JUnit test interfaces.
///
/// The test class of a connector implements the contract of its kind
/// ([io.lintel.connector.testkit.PasswordConnectorContract] or
/// [io.lintel.connector.testkit.CallbackConnectorContract]) and the contract of each role it has; the abstract
/// methods ask for what the contracts need: a connector wired to an upstream on the loopback interface, and
/// somebody who can log in there. What is particular to the upstream are tests of the class itself. Knows the
/// SPI and nothing of any upstream.
///
/// [io.lintel.connector.testkit.LoopbackUpstream] plays an upstream, [io.lintel.connector.testkit.LogRecording] shows
/// what was logged, [io.lintel.connector.testkit.Certifier] says which contracts a connector keeps. Whoever adds a rule
/// to a contract adds a flaw that it catches to the connectors in this module's tests.
@NullMarked
package io.lintel.connector.testkit;

import org.jspecify.annotations.NullMarked;
