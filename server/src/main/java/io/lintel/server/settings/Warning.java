package io.lintel.server.settings;

/// What an operator should know and the server can live with.
///
/// @param message continues the path; holds no secret
public record Warning(Place place, String message) {

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
