package io.lintel.client;

import java.util.List;

/// What a client is when it gets tokens for itself (RFC 6749, section 4.4).
///
/// @param groups what such tokens say as `groups`
public record MachineSettings(List<String> groups) {

    public MachineSettings {
        groups = List.copyOf(groups);
    }

    /// A client that belongs to no group.
    public static MachineSettings none() {
        return new MachineSettings(List.of());
    }
}
