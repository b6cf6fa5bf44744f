/// From what an operator writes under `connectors` to open connectors.
///
/// [io.lintel.server.connectors.ConnectorFactories] are the types there are: whatever module on the class path
/// brings one. [io.lintel.server.connectors.ConnectorBinder] makes the configuration record of a type from
/// YAML, one way for all types: keys are the components of the record without regard to case, defaults come
/// from `@Bindable`, rules from jakarta.validation, and all mistakes are told at once. What is missing is, as
/// in dex, the empty value of its type unless the record says otherwise; so is empty text, except that it stays
/// empty where the record has a default text.
@NullMarked
package io.lintel.server.connectors;

import org.jspecify.annotations.NullMarked;
