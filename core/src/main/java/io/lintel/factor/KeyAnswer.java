package io.lintel.factor;

/// What a browser answers to a challenge for security keys.
///
/// @param ticket what came with the challenge
/// @param json the credential as the browser has it
public record KeyAnswer(String ticket, String json) {

    @Override
    public String toString() {
        return "[answer of a security key]";
    }
}
