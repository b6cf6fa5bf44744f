package io.lintel.server.page;

import org.jspecify.annotations.Nullable;

/// A form for the code that a device shows, posted as `user_code`.
///
/// @param action where it is posted to: a path of our own site
/// @param userCode what stands in it already; text of a stranger
/// @param problem why the form is shown again
public record DeviceForm(
        String action, String userCode, @Nullable DeviceProblem problem) {}
