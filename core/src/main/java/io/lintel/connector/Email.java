package io.lintel.connector;

/// An e-mail address as an upstream tells it.
///
/// @param address as the upstream spells it
/// @param verified whether the upstream vouches that the end-user can read mail sent there
public record Email(String address, boolean verified) {

    /// @throws IllegalArgumentException unless there is exactly one `@` with something on both sides, and no
    ///     control character
    public Email {
        var at = address.indexOf('@');
        if (at <= 0 || at != address.lastIndexOf('@') || at == address.length() - 1) {
            throw new IllegalArgumentException("an e-mail address has one @ with something on both sides");
        }
        if (address.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an e-mail address has no control characters");
        }
    }
}
