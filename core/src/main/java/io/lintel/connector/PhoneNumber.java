package io.lintel.connector;

/// A telephone number.
///
/// @param number preferably in the form of E.164, such as `+1 (425) 555-1212`
/// @param verified whether the upstream vouches that the end-user answers it
public record PhoneNumber(String number, boolean verified) {}
