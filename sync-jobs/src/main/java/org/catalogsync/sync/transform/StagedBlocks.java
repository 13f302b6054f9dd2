package org.catalogsync.sync.transform;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.catalogsync.stores.objects.ObjectStore.ObjectMissing;
import org.catalogsync.sync.record.RecordBlock;
import org.catalogsync.sync.record.RecordFormat;
import org.catalogsync.sync.source.UnusableInput;
import org.catalogsync.sync.staging.Manifest.BlockOfFile;
import org.catalogsync.sync.staging.StagingArea;

/** Reads staged blocks, and only those whose bytes are the ones that were inspected. */
final class StagedBlocks {

    private StagedBlocks() {}

    static RecordBlock read(StagingArea staging, RecordFormat format, BlockOfFile block) {
        byte[] bytes = bytes(staging, block);
        String found = sha256(bytes);
        if (!found.equals(block.block().sha256())) {
            throw changed(block, "other bytes, SHA-256 " + found);
        }
        return new RecordBlock(
                format, bytes, block.block().offset(), block.block().firstLine(), 1);
    }

    private static byte[] bytes(StagingArea staging, BlockOfFile block) {
        String key = staging.raw(block.file().name());
        try {
            return staging.objects()
                    .read(key, block.block().offset(), block.block().length());
        } catch (IllegalArgumentException shorter) {
            throw changed(block, "a shorter file");
        } catch (ObjectMissing missing) {
            throw changed(block, "no file");
        }
    }

    private static UnusableInput changed(BlockOfFile block, String found) {
        return new UnusableInput(
                UnusableInput.Code.FILE_CHANGED,
                "the file changed after it was staged",
                block.file().name() + ":" + block.block().firstLine(),
                block.block().length() + " bytes from offset " + block.block().offset() + ", SHA-256 "
                        + block.block().sha256(),
                found);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
