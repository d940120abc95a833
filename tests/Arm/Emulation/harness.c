/* Runs methods of an image that was compiled ahead of time for arm64, with no runtime around them.
   usage: harness IMAGE < cases > results
   A case: the method's offset, the address of its arguments, the number of segments; then per segment its address and
   length and its bytes. Segments lie on pages of their own, and what stands between them is not mapped: an access beyond
   one ends the process. After each call the segments' bytes are written out. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { Page = 4096, MostSegments = 64 };

static void give_up(const char *what)
{
    perror(what);
    exit(2);
}

static void *map(uint64_t address, uint64_t length, int protection)
{
    int fixed = address ? MAP_FIXED_NOREPLACE : 0;
    void *memory = mmap((void *)address, length, protection, MAP_PRIVATE | MAP_ANONYMOUS | fixed, -1, 0);
    if (memory == MAP_FAILED || (address && memory != (void *)address))
    {
        give_up("mmap");
    }

    return memory;
}

static void read_all(void *to, uint64_t length)
{
    if (length && fread(to, 1, length, stdin) != length)
    {
        give_up("reading a case");
    }
}

/* Sections to where they want to be. Nothing is relocated: kernels address their constants relative to themselves. */
static uint8_t *load(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
    {
        give_up(path);
    }

    fseek(file, 0, SEEK_END);
    long length = ftell(file);
    rewind(file);
    uint8_t *raw = malloc(length);
    if (!raw || fread(raw, 1, length, file) != (size_t)length)
    {
        give_up(path);
    }

    fclose(file);
    uint8_t *header = raw + *(uint32_t *)(raw + 0x3c);
    int sections = *(uint16_t *)(header + 6);
    uint8_t *section = header + 24 + *(uint16_t *)(header + 20);
    uint32_t size = *(uint32_t *)(header + 24 + 56);
    uint8_t *image = map(0, size, PROT_READ | PROT_WRITE | PROT_EXEC);
    for (int i = 0; i < sections; i++, section += 40)
    {
        memcpy(image + *(uint32_t *)(section + 12), raw + *(uint32_t *)(section + 20), *(uint32_t *)(section + 16));
    }

    __builtin___clear_cache((char *)image, (char *)image + size);
    return image;
}

int main(int count, char **arguments)
{
    if (count != 2)
    {
        fprintf(stderr, "usage: harness IMAGE < cases > results\n");
        return 2;
    }

    uint8_t *image = load(arguments[1]);
    uint64_t head[3];
    while (fread(head, sizeof head, 1, stdin) == 1)
    {
        uint64_t segments[MostSegments][2];
        if (head[2] > MostSegments)
        {
            fprintf(stderr, "too many segments\n");
            return 2;
        }

        for (uint64_t i = 0; i < head[2]; i++)
        {
            read_all(segments[i], sizeof segments[i]);
            map(segments[i][0] / Page * Page, (segments[i][0] % Page + segments[i][1] + Page - 1) / Page * Page, PROT_READ | PROT_WRITE);
            read_all((void *)segments[i][0], segments[i][1]);
        }

        ((void (*)(void *))(image + head[0]))((void *)head[1]);
        for (uint64_t i = 0; i < head[2]; i++)
        {
            fwrite((void *)segments[i][0], 1, segments[i][1], stdout);
            munmap((void *)(segments[i][0] / Page * Page), (segments[i][0] % Page + segments[i][1] + Page - 1) / Page * Page);
        }
    }

    return 0;
}
