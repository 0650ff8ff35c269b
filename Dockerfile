FROM python:3.11-slim-bookworm AS build
COPY requirements.txt .
RUN python -m venv /opt/venv \
    && /opt/venv/bin/python -m pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.txt

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-deu \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --user-group --home-dir /opt/quittance --no-create-home --shell /usr/sbin/nologin quittance
COPY --from=build /opt/venv /opt/venv
WORKDIR /opt/quittance
COPY . .
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 QUITTANCE_VAR=/var/lib/quittance BIND=0.0.0.0 PORT=8000
RUN install -d -o quittance -g quittance /var/lib/quittance /var/lib/quittance/beat
USER quittance
# The values serve this one step (settings refuse to load without long ones); nothing of them stays in the image.
RUN SECRET_KEY=only-while-the-image-is-built-0000000001 API_KEY_PEPPER=only-while-the-image-is-built-0000000002 \
    JWT_SIGNING_KEY=only-while-the-image-is-built-0000000003 ENCRYPTION_KEYS=only-while-the-image-is-built-0000000004 \
    python manage.py collectstatic --no-input -v0
EXPOSE 8000
HEALTHCHECK --start-period=30s CMD ["python", "-m", "app_settings.launch.probe"]
# One role per container, by the name in the Procfile: web, ocr, default, beat. `python manage.py migrate` comes before.
CMD ["honcho", "start", "--no-prefix", "web"]
