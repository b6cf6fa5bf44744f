package io.lintel.session;

import org.jspecify.annotations.Nullable;

/// Where somebody has logged in, as the end-user may recognise it. Both are what a stranger sends; nothing is
/// decided by them.
///
/// @param address where the browser comes from
/// @param userAgent what the browser calls itself; cut after 256 characters
public record Device(@Nullable String address, @Nullable String userAgent) {

    private static final int LONGEST = 256;
    private static final Device UNKNOWN = new Device(null, null);

    public Device {
        address = shortened(address);
        userAgent = shortened(userAgent);
    }

    public static Device unknown() {
        return UNKNOWN;
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
