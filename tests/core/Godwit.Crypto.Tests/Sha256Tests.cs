using System.Security.Cryptography;

namespace Godwit.Crypto.Tests;

public sealed class Sha256Tests
{
    [Fact]
    public void Finish_OfAnyLengthInAnyPieces_IsThePlatformsDigest()
    {
        var random = new Random(6);
        for (var length = 0; length < 400; length++)
        {
            var message = new byte[length];
            random.NextBytes(message);
            var hash = new Sha256();
            for (var at = 0; at < length;)
            {
                var piece = random.Next(1, length - at + 1);
                hash.Append(message.AsSpan(at, piece));
                at += piece;
            }

            var digest = new byte[Sha256.DigestLength];
            hash.Finish(digest);
            Assert.Equal(SHA256.HashData(message), digest);
        }
    }
}
