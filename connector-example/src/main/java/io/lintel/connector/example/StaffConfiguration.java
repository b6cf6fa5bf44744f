package io.lintel.connector.example;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;

/// What an operator writes under `config`.
///
/// @param file who there is, as [StaffFile] reads it
/// @param usernamePrompt what the login page calls the user name
@Introspected
public record StaffConfiguration(
        Path file, @Bindable(defaultValue = "Username") String usernamePrompt) {}
