package io.lintel.server.settings;

/// Why a file is refused.
///
/// @param text says what is wrong and what to do, and begins with the path; holds no secret
public record Mistake(Place place, String text) {

    /// @param message continues the path: `is not an absolute URI`
    public static Mistake of(Place place, String message) {
        var path = place.path();
        return new Mistake(place, path.isEmpty() ? message : path + ": " + message);
    }

    /// @param what the value in question, empty if the key alone says it
    static Mistake notSupportedYet(Place place, String what) {
        return new Mistake(place, "not supported yet: " + place.path() + (what.isEmpty() ? "" : " (" + what + ")"));
    }

    /// `config.yaml:12: staticClients[0].redirectURIs[1]: is not an absolute URI`
    @Override
    public String toString() {
        return place.position() + ": " + text;
    }
}
