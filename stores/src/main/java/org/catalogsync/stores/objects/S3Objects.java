package org.catalogsync.stores.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.aws.AwsClients;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects in S3. Every operation may be repeated: a put replaces the object with the same bytes. */
public final class S3Objects implements ObjectStore, AutoCloseable {
    private static final long PART_BYTES = 16L << 20;
    private static final int MOST_PARTS = 10_000;
    private static final int MOST_LISTED = 1_000;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final S3Client s3;
    private final String bucket;
    private final Retry retry;

    private S3Objects(S3Client s3, String bucket, Retry retry) {
        this.s3 = s3;
        this.bucket = bucket;
        this.retry = retry;
    }

    public static S3Objects open(AwsClients aws, String bucket, Retry retry) {
        // Path style: a stand-in's host name has no wildcard below it for buckets.
        S3Client s3 = aws.open("S3", S3Client.builder().forcePathStyle(aws.redirected("S3")));
        return new S3Objects(s3, bucket, retry);
    }

    @Override
    public void createIfAbsent() {
        retry.call("create bucket " + bucket, () -> {
            if (!exists()) {
                create();
            }
            return bucket;
        });
    }

    private boolean exists() {
        try {
            s3.headBucket(b -> b.bucket(bucket));
            return true;
        } catch (NoSuchBucketException e) {
            return false;
        }
    }

    private void create() {
        String region = s3.serviceClientConfiguration().region().id();
        try {
            s3.createBucket(b -> {
                b.bucket(bucket);
                // us-east-1 is the one region that may not be named.
                if (!region.equals("us-east-1")) {
                    b.createBucketConfiguration(c -> c.locationConstraint(BucketLocationConstraint.fromValue(region)));
                }
            });
        } catch (BucketAlreadyOwnedByYouException e) {
            // Another process was faster.
        }
    }

    @Override
    public StoredObject put(String key, byte[] body) {
        return retry.call("put " + key, () -> {
            String etag = s3.putObject(p -> p.bucket(bucket).key(key), RequestBody.fromBytes(body))
                    .eTag();
            return new StoredObject(key, body.length, etag, null);
        });
    }

    @Override
    public StoredObject put(String key, Path file) {
        long bytes = size(file);
        if (bytes > PART_BYTES) {
            return putInParts(key, file, bytes);
        }
        return retry.call("put " + key, () -> {
            String etag = s3.putObject(p -> p.bucket(bucket).key(key), RequestBody.fromFile(file))
                    .eTag();
            return new StoredObject(key, bytes, etag, null);
        });
    }

    private StoredObject putInParts(String key, Path file, long bytes) {
        Retry.Attempts attempts = retry.attempts("put " + key + " in parts");
        while (true) {
            String upload = retry.call(
                    "begin " + key,
                    () -> s3.createMultipartUpload(u -> u.bucket(bucket).key(key))
                            .uploadId());
            try {
                return new StoredObject(key, bytes, complete(key, upload, parts(key, upload, file, bytes)), null);
            } catch (NoSuchUploadException e) {
                // A completion that was answered too late, or a clean-up rule: the upload is gone either way, so all is
                // sent again.
                attempts.backOff(Retry.Kind.UNAVAILABLE, e);
            } catch (RuntimeException e) {
                abort(key, upload, e);
                throw e;
            }
        }
    }

    private List<CompletedPart> parts(String key, String upload, Path file, long bytes) {
        long partBytes = Math.max(PART_BYTES, Math.ceilDiv(bytes, (long) MOST_PARTS));
        List<CompletedPart> parts = new ArrayList<>();
        for (long offset = 0; offset < bytes; offset += partBytes) {
            long from = offset;
            long length = Math.min(partBytes, bytes - offset);
            int number = parts.size() + 1;
            parts.add(retry.call("put part " + number + " of " + key, () -> {
                RequestBody body = RequestBody.fromContentProvider(
                        () -> slice(file, from, length), length, "application/octet-stream");
                String etag = s3.uploadPart(
                                p -> p.bucket(bucket).key(key).uploadId(upload).partNumber(number), body)
                        .eTag();
                return CompletedPart.builder().partNumber(number).eTag(etag).build();
            }));
        }
        return parts;
    }

    private String complete(String key, String upload, List<CompletedPart> parts) {
        return retry.call(
                "complete " + key,
                () -> s3.completeMultipartUpload(
                                u -> u.bucket(bucket).key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)))
                        .eTag());
    }

    private void abort(String key, String upload, RuntimeException cause) {
        try {
            s3.abortMultipartUpload(u -> u.bucket(bucket).key(key).uploadId(upload));
        } catch (RuntimeException e) {
            // The bucket's clean-up rule takes what is left; the first failure is the one to tell.
            cause.addSuppressed(e);
        }
    }

    @Override
    public InputStream open(String key) {
        return ResumingStream.open((offset, etag) -> get(key, offset, etag));
    }

    private ResumingStream.Opened get(String key, long offset, @Nullable String etag) {
        return retry.call("open " + key, () -> {
            try {
                var body = s3.getObject(g -> {
                    g.bucket(bucket).key(key);
                    if (offset > 0) {
                        g.range("bytes=" + offset + "-").ifMatch(etag);
                    }
                });
                GetObjectResponse answer = body.response();
                return new ResumingStream.Opened(body, body::abort, answer.eTag(), offset + answer.contentLength());
            } catch (NoSuchKeyException e) {
                throw new ObjectMissing(bucket, key);
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    throw new IllegalStateException(
                            "s3://" + bucket + "/" + key + " was replaced while it was read", e);
                }
                throw e;
            }
        });
    }

    @Override
    public byte[] read(String key, long offset, int length) {
        if (length == 0) {
            return new byte[0];
        }
        byte[] bytes = retry.call("read " + key, () -> range(key, offset, length));
        if (bytes.length < length) {
            throw tooShort(key, offset, length, offset + bytes.length + " bytes");
        }
        return bytes;
    }

    private byte[] range(String key, long offset, int length) {
        try {
            String range = "bytes=" + offset + "-" + (offset + length - 1);
            return s3.getObjectAsBytes(g -> g.bucket(bucket).key(key).range(range))
                    .asByteArrayUnsafe();
        } catch (NoSuchKeyException e) {
            throw new ObjectMissing(bucket, key);
        } catch (S3Exception e) {
            if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
                throw tooShort(key, offset, length, "fewer");
            }
            throw e;
        }
    }

    private IllegalArgumentException tooShort(String key, long offset, int length, String found) {
        return new IllegalArgumentException(
                "s3://" + bucket + "/" + key + ": expected " + length + " bytes from " + offset + ", found " + found);
    }

    @Override
    public byte[] read(String key) {
        return retry.call("read " + key, () -> {
            try {
                ResponseBytes<GetObjectResponse> body =
                        s3.getObjectAsBytes(g -> g.bucket(bucket).key(key));
                return body.asByteArrayUnsafe();
            } catch (NoSuchKeyException e) {
                throw new ObjectMissing(bucket, key);
            }
        });
    }

    @Override
    public Optional<StoredObject> find(String key) {
        return retry.call("find " + key, () -> {
            try {
                HeadObjectResponse head = s3.headObject(h -> h.bucket(bucket).key(key));
                return Optional.of(new StoredObject(key, head.contentLength(), head.eTag(), head.lastModified()));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> visitor) {
        String token = null;
        do {
            ListObjectsV2Response page = page(prefix, null, MOST_LISTED, token);
            page.contents().forEach(o -> visitor.accept(listed(o)));
            token = page.nextContinuationToken();
        } while (token != null);
    }

    /** An answer may hold fewer than were asked for although there are more. */
    @Override
    public List<StoredObject> behind(String prefix, String after, int most) {
        List<StoredObject> found = new ArrayList<>();
        String token = null;
        do {
            int more = Math.min(MOST_LISTED, most - found.size());
            ListObjectsV2Response page = page(prefix, after.isEmpty() ? null : after, more, token);
            page.contents().forEach(o -> found.add(listed(o)));
            token = page.nextContinuationToken();
        } while (token != null && found.size() < most);
        return found;
    }

    private static StoredObject listed(S3Object object) {
        return new StoredObject(object.key(), object.size(), object.eTag(), object.lastModified());
    }

    private ListObjectsV2Response page(String prefix, @Nullable String after, int most, @Nullable String token) {
        try {
            return retry.call(
                    "list " + prefix,
                    () -> s3.listObjectsV2(l -> l.bucket(bucket)
                            .prefix(prefix)
                            .startAfter(after)
                            .maxKeys(most)
                            .continuationToken(token)));
        } catch (NoSuchBucketException noBucket) {
            throw new ObjectMissing(bucket, prefix);
        }
    }

    @Override
    public void delete(String key) {
        retry.call("delete " + key, () -> s3.deleteObject(d -> d.bucket(bucket).key(key)));
    }

    @Override
    public void close() {
        s3.close();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static InputStream slice(Path file, long from, long length) {
        try {
            InputStream whole = Files.newInputStream(file);
            whole.skipNBytes(from);
            return new Slice(whole, length);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
