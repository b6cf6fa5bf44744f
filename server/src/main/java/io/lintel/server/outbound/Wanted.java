package io.lintel.server.outbound;

/// What kind of document is wanted.
///
/// @param mediaTypes those that are asked for (RFC 9110, section 12.5.1); what comes may be another
/// @param mostBytes of the document
public record Wanted(String mediaTypes, int mostBytes) {

    public static Wanted json(int mostBytes) {
        return new Wanted("application/json", mostBytes);
    }
}
