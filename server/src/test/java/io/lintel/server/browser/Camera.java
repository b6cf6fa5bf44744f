package io.lintel.server.browser;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/// A phone that somebody holds before the screen.
public final class Camera {

    private Camera() {}

    /// What the QR code in a picture of the screen says.
    ///
    /// @throws AssertionError if there is none that can be read
    public static String read(Path picture) {
        try {
            var image = ImageIO.read(picture.toFile());
            var width = image.getWidth();
            var height = image.getHeight();
            var pixels = image.getRGB(0, 0, width, height, null, 0, width);
            var seen = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
            return new QRCodeReader()
                    .decode(seen, Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (ReaderException unrecognizable) {
            throw new AssertionError("No QR code can be read in " + picture, unrecognizable);
        }
    }
}
