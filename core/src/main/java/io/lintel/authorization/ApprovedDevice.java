package io.lintel.authorization;

import io.lintel.session.Authentication;

/// What an end-user lets a device have. It is kept until the device fetches it; tokens are made then.
///
/// @param grant names everything that comes of it
/// @param authentication the end-user, and how they proved who they are
public record ApprovedDevice(GrantId grant, Access access, Authentication authentication) {}
