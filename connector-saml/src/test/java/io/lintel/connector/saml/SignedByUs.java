package io.lintel.connector.saml;

import io.lintel.connector.Departure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;

/// Verifies what we sign with tools that share no code with the product.
final class SignedByUs {

    private SignedByUs() {}

    /// @param root namespace and name of the signed element, with a colon between them
    /// @throws AssertionError unless the key has signed the document
    static void verify(String xml, String root, TestKey key) {
        Tool.run(List.of(
                "xmlsec1",
                "--verify",
                "--pubkey-cert-pem",
                key.certificateFile().toString(),
                "--id-attr:ID",
                root,
                Tool.write("signed.xml", xml).toString()));
    }

    /// @throws AssertionError unless the key has signed the query of a redirect
    static void verifyQuery(Departure departure, TestKey key) {
        var query = ((Departure.Redirect) departure).location().getRawQuery();
        var signature = TestUpstream.fields(departure).get("Signature");
        try {
            Files.write(Tool.file("query.sig"), Base64.getDecoder().decode(String.valueOf(signature)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var publicKey = Tool.write(
                "public.pem",
                Tool.run(List.of(
                        "openssl",
                        "x509",
                        "-pubkey",
                        "-noout",
                        "-in",
                        key.certificateFile().toString())));
        Tool.run(List.of(
                "openssl",
                "dgst",
                "-sha256",
                "-verify",
                publicKey.toString(),
                "-signature",
                Tool.file("query.sig").toString(),
                Tool.write("query.txt", query.substring(0, query.indexOf("&Signature=")))
                        .toString()));
    }
}
