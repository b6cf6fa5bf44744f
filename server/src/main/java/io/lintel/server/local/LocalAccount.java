package io.lintel.server.local;

import io.lintel.connector.Identity;
import io.lintel.secret.Secret;

/// An account.
///
/// @param email in lower case; what the end-user types to log in
/// @param hash of the password, by bcrypt
public record LocalAccount(String email, Secret hash, Identity identity) {}
