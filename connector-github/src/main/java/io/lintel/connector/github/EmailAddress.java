package io.lintel.connector.github;

/// One of the addresses of an account.
record EmailAddress(String address, boolean primary, boolean verified) {}
