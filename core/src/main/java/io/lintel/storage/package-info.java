/// What every store has in common, whatever it keeps.
///
/// The ports themselves stand in the package whose words they speak, such as
/// [io.lintel.authorization.AuthorizationCodes]. Here is only how a store says that it cannot answer.
@NullMarked
package io.lintel.storage;

import org.jspecify.annotations.NullMarked;
