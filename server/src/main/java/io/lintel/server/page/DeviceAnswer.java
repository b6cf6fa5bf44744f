package io.lintel.server.page;

/// What the end-user has told a device.
///
/// @param client the name of the client on the device
/// @param approved whether the device may go on
public record DeviceAnswer(String client, boolean approved) {}
