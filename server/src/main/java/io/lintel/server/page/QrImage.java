package io.lintel.server.page;

import io.lintel.secret.Secret;
import io.nayuki.qrcodegen.QrCode;

/// A QR code as the path of an SVG image, so that no image has to be loaded from anywhere.
///
/// @param size its width and height, with the quiet zone around it
record QrImage(int size, String path) {

    /// ISO/IEC 18004 wants four modules of nothing around it.
    private static final int QUIET = 4;

    static QrImage of(Secret text) {
        var code = QrCode.encodeText(text.reveal(), QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (var y = 0; y < code.size; y++) {
            for (var x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrImage(code.size + 2 * QUIET, path.toString());
    }

    String viewBox() {
        return "0 0 " + size + " " + size;
    }
}
