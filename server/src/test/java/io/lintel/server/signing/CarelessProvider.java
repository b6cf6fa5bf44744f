package io.lintel.server.signing;

import io.lintel.signing.SigningAlgorithm;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.Arrays;

/// A provider that computes ES256 like the JDK but for one fault.
final class CarelessProvider extends Provider {

    enum Fault {
        SIGNS_WRONGLY,
        CANNOT_SIGN,
        ACCEPTS_ALL,
        /// Takes r = s = 0 for a signature of anything.
        ACCEPTS_ZEROS
    }

    CarelessProvider(Fault fault) {
        super("Careless", "1", "computes wrongly");
        putService(
                new Service(
                        this,
                        "Signature",
                        SigningAlgorithm.ES256.signatureAlgorithm(),
                        CarelessSignature.class.getName(),
                        null,
                        null) {
                    @Override
                    public Object newInstance(Object parameter) {
                        return new CarelessSignature(fault);
                    }
                });
    }

    private static final class CarelessSignature extends SignatureSpi {

        private final Fault fault;
        private final Signature careful;

        CarelessSignature(Fault fault) {
            this.fault = fault;
            try {
                careful = Signature.getInstance(SigningAlgorithm.ES256.signatureAlgorithm(), "SunEC");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            careful.initVerify(key);
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            if (fault == Fault.CANNOT_SIGN) {
                throw new InvalidKeyException("told to fail");
            }
            careful.initSign(key);
        }

        @Override
        protected void engineUpdate(byte next) throws SignatureException {
            careful.update(next);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
            careful.update(bytes, offset, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            var signature = careful.sign();
            if (fault == Fault.SIGNS_WRONGLY) {
                signature[7] ^= 1;
            }
            return signature;
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            return switch (fault) {
                case ACCEPTS_ALL -> true;
                case ACCEPTS_ZEROS -> Arrays.equals(signature, new byte[64]) || careful.verify(signature);
                case SIGNS_WRONGLY, CANNOT_SIGN -> careful.verify(signature);
            };
        }

        @Deprecated
        @Override
        protected void engineSetParameter(String name, Object value) {}

        @Deprecated
        @Override
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException(name);
        }
    }
}
