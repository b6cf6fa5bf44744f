package io.lintel.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// An identity provider without a server, which says that Alice has logged in and signs it with `xmlsec1`.
final class SamlSigner {

    static final String AUDIENCE =
            "<saml:AudienceRestriction><saml:Audience>https://login.example.org/saml</saml:Audience>"
                    + "</saml:AudienceRestriction>";

    private static final String RESPONSE = """
            <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
            xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_response" Version="2.0" IssueInstant="@NOW@" \
            Destination="@CALLBACK@" InResponseTo="@REQUEST@"><saml:Issuer>https://idp.example.org/</saml:Issuer>\
            <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>\
            <saml:Assertion ID="@ID@" Version="2.0" IssueInstant="@NOW@">\
            <saml:Issuer>https://idp.example.org/</saml:Issuer>@SIGNATURE@<saml:Subject>\
            <saml:NameID>alice</saml:NameID>\
            <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
            <saml:SubjectConfirmationData InResponseTo="@REQUEST@" NotOnOrAfter="@END@" Recipient="@CALLBACK@"/>\
            </saml:SubjectConfirmation></saml:Subject><saml:Conditions NotOnOrAfter="@END@">@AUDIENCE@\
            </saml:Conditions><saml:AuthnStatement AuthnInstant="@NOW@"><saml:AuthnContext>\
            <saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>\
            </saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>\
            <saml:Attribute Name="name"><saml:AttributeValue>Alice</saml:AttributeValue></saml:Attribute>\
            <saml:Attribute Name="mail"><saml:AttributeValue>alice@example.org</saml:AttributeValue></saml:Attribute>\
            </saml:AttributeStatement></saml:Assertion></samlp:Response>""";

    private static final String SIGNATURE = """
            <ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>\
            <ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>\
            <ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>\
            <ds:Reference URI="#@ID@"><ds:Transforms>\
            <ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>\
            <ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms>\
            <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference>\
            </ds:SignedInfo><ds:SignatureValue/></ds:Signature>""";

    private final Path folder;

    SamlSigner(Path folder) {
        this.folder = folder;
        OpenSsl.selfSigned(folder, "provider");
    }

    Path certificate() {
        return folder.resolve("provider.crt");
    }

    /// @param edit of what is going to be signed
    /// @return as it is posted
    String response(String request, URI callback, Instant now, UnaryOperator<String> edit) {
        var at = now.truncatedTo(ChronoUnit.SECONDS);
        var written = edit.apply(RESPONSE.replace("@SIGNATURE@", SIGNATURE)
                .replace("@AUDIENCE@", AUDIENCE)
                .replace("@ID@", "_of-" + request)
                .replace("@REQUEST@", request)
                .replace("@CALLBACK@", callback.toString())
                .replace("@NOW@", at.toString())
                .replace("@END@", at.plus(Duration.ofMinutes(5)).toString()));
        return Base64.getEncoder().encodeToString(signed(written).getBytes(UTF_8));
    }

    /// What it signs as old providers do.
    static String withSha1(String written) {
        return written.replace(
                        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                        "http://www.w3.org/2000/09/xmldsig#rsa-sha1")
                .replace("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1");
    }

    private String signed(String written) {
        try {
            var unsigned = Files.writeString(folder.resolve("unsigned.xml"), written);
            var signed = folder.resolve("signed.xml");
            var process = new ProcessBuilder(List.of(
                            "xmlsec1",
                            "--sign",
                            "--privkey-pem",
                            folder.resolve("provider.key").toString(),
                            "--id-attr:ID",
                            "urn:oasis:names:tc:SAML:2.0:assertion:Assertion",
                            "--output",
                            signed.toString(),
                            unsigned.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError("xmlsec1 signed nothing");
            }
            return Files.readString(signed);
        } catch (IOException failed) {
            throw new UncheckedIOException("./verify installs xmlsec1", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
